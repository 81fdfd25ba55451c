-- The bundled document as version 1 of the schema held it.
CREATE TABLE documents (  -- 文件：一个部门、一个年度、一种表为一份
  id INTEGER PRIMARY KEY AUTOINCREMENT,  -- 文件编号，替换时不变，去掉后不再用
  department TEXT NOT NULL CHECK (department <> ''),  -- 部门名称
  department_key TEXT NOT NULL,  -- 部门名称，统一全半角、去掉空白，用于比较
  department_code TEXT,  -- 部门编码
  year INTEGER CHECK (year BETWEEN 1900 AND 2200),  -- 年度；空：文件没有写明
  kind TEXT NOT NULL CHECK (kind IN ('预算目标表', '自评表', '部门整体')),  -- 表的种类
  unit TEXT NOT NULL CHECK (unit IN ('元', '千元', '万元', '百万元', '亿元')),  -- 文件自己的金额单位
  title TEXT NOT NULL,  -- 标题
  file TEXT NOT NULL,  -- 文件名
  part INTEGER NOT NULL CHECK (part >= 1),  -- 是该文件中的第几份
  format TEXT NOT NULL,  -- 文件格式
  digest TEXT NOT NULL CHECK (length(digest) = 64),  -- 文件内容的 SHA-256
  printed_total_fen INTEGER CHECK (printed_total_fen IS NULL OR typeof(printed_total_fen) = 'integer'),  -- 印刷的合计，单位：分
  total_place TEXT NOT NULL,  -- 印刷的合计的出处
  current INTEGER NOT NULL CHECK (current IN (0, 1)),  -- 是否为该部门最近年度的预算目标表
  loaded_at TEXT NOT NULL  -- 装入时间（UTC）
);
INSERT INTO "documents" VALUES(1,'广州市番禺区人力资源和社会保障局（本级）','广州市番禺区人力资源和社会保障局(本级)',NULL,NULL,'预算目标表','万元','项目支出绩效目标表（含转移支付项目）','000_ce4dfbf79bb214a4.txt',1,'txt','2db33bd282e89230e0661d0dad251343469f45f23d234eacd0ac9de2e7348ff3',6825710000,'第10行',1,'2026-11-22T19:26:49+00:00');
CREATE TABLE indicators (  -- 绩效指标
  id INTEGER PRIMARY KEY,  -- 指标编号，替换文件时同一项目同级同名的指标不变
  project_id INTEGER NOT NULL REFERENCES projects (id) ON DELETE CASCADE,  -- 所属项目
  ordinal INTEGER NOT NULL,  -- 在项目中的次序，从 1 起
  level1 TEXT,  -- 一级指标，与公开的一样，不含编码
  level1_code TEXT,  -- 一级指标的编码
  level2 TEXT,  -- 二级指标，与公开的一样，不含编码
  level2_code TEXT,  -- 二级指标的编码
  kind1 TEXT CHECK (kind1 IN ('output', 'benefit', 'satisfaction', 'cost_group')),  -- 一级指标归入的种类
  kind2 TEXT CHECK (kind2 IN ('number', 'quality', 'timeliness', 'cost', 'economic', 'social', 'ecological', 'lasting', 'served', 'economic_cost', 'social_cost', 'ecological_cost')),  -- 二级指标归入的种类
  misfiled INTEGER NOT NULL CHECK (misfiled IN (0, 1)),  -- 二级指标是否不属于所在的一级指标
  name TEXT NOT NULL,  -- 指标名称
  name_key TEXT NOT NULL,  -- 指标名称，统一全半角和大小写、去掉空白，用于比较
  cycle_target TEXT,  -- 实施周期指标值
  annual_target TEXT,  -- 年度指标值
  actual TEXT,  -- 实际完成值
  score TEXT,  -- 得分
  sheet TEXT,  -- 出处：工作表
  page INTEGER,  -- 出处：页
  table_number INTEGER,  -- 出处：页或文件中的第几个表
  row INTEGER,  -- 出处：行
  place TEXT NOT NULL,  -- 出处，一句话
  UNIQUE (project_id, ordinal)
);
INSERT INTO "indicators" VALUES(1,1,1,'产出指标','1','数量指标','11','output','number',0,'资金实际支出率','资金实际支出率','>90%','>90%',NULL,NULL,NULL,NULL,NULL,11,'第11行');
INSERT INTO "indicators" VALUES(2,1,2,'产出指标','1','数量指标','11','output','number',0,'培育扶持产业人才数量','培育扶持产业人才数量','1000人次','1000人次',NULL,NULL,NULL,NULL,NULL,11,'第11行');
INSERT INTO "indicators" VALUES(3,1,3,'产出指标','1','数量指标','11','output','number',0,'政策补贴人数','政策补贴人数','315人次','315人次',NULL,NULL,NULL,NULL,NULL,11,'第11行');
INSERT INTO "indicators" VALUES(4,1,4,'产出指标','1','数量指标','11','output','number',0,'项目资金到位率','项目资金到位率','100%','100%',NULL,NULL,NULL,NULL,NULL,11,'第11行');
INSERT INTO "indicators" VALUES(5,1,5,'效益指标','2','经济效益','21','benefit','economic',0,'人才服务数量','人才服务数量','>5000人','>5000人',NULL,NULL,NULL,NULL,NULL,11,'第11行');
INSERT INTO "indicators" VALUES(6,1,6,'效益指标','2','社会效益','22','benefit','social',0,'支出的合规性','支出的合规性','合规','合规',NULL,NULL,NULL,NULL,NULL,11,'第11行');
INSERT INTO "indicators" VALUES(7,1,7,'效益指标','2','可持续影响','24','benefit','lasting',0,'扩大政策覆盖群体范围','扩大政策覆盖群体范围','申报群体持续扩大','申报群体持续扩大',NULL,NULL,NULL,NULL,NULL,11,'第11行');
INSERT INTO "indicators" VALUES(8,1,8,'满意度指标','3','服务对象满意度','31','satisfaction','served',0,'服务群体满意度','服务群体满意度','>90%','>90%',NULL,NULL,NULL,NULL,NULL,11,'第11行');
INSERT INTO "indicators" VALUES(9,2,1,'产出指标','1','数量指标','11','output','number',0,'资金实际支出率','资金实际支出率','>98%','>98%',NULL,NULL,NULL,NULL,NULL,12,'第12行');
INSERT INTO "indicators" VALUES(10,2,2,'产出指标','1','质量指标','12','output','quality',0,'财政资金预算完成率1','财政资金预算完成率1','>98%','>98%',NULL,NULL,NULL,NULL,NULL,12,'第12行');
INSERT INTO "indicators" VALUES(11,2,3,'产出指标','1','时效指标','13','output','timeliness',0,'经费支付及时率','经费支付及时率','>90%','>90%',NULL,NULL,NULL,NULL,NULL,12,'第12行');
INSERT INTO "indicators" VALUES(12,2,4,'产出指标','1','经济效益','21','output','economic',1,'人才对本区发展的贡献','人才对本区发展的贡献','促进本区部分行业的发展','促进本区部分行业的发展',NULL,NULL,NULL,NULL,NULL,12,'第12行');
INSERT INTO "indicators" VALUES(13,2,5,'产出指标','1','社会效益','22','output','social',1,'发放补贴提升人才获得感','发放补贴提升人才获得感','及时全额发放','及时全额发放',NULL,NULL,NULL,NULL,NULL,12,'第12行');
INSERT INTO "indicators" VALUES(14,2,6,'产出指标','1','可持续影响','24','output','lasting',1,'补贴发放的规范性','补贴发放的规范性','合法合规','合法合规',NULL,NULL,NULL,NULL,NULL,12,'第12行');
INSERT INTO "indicators" VALUES(15,2,7,'满意度指标','3','服务对象满意度','31','satisfaction','served',0,'服务群体满意度','服务群体满意度','>90%','>90%',NULL,NULL,NULL,NULL,NULL,12,'第12行');
INSERT INTO "indicators" VALUES(16,3,1,'产出指标','1','数量指标','11','output','number',0,'举办公开招聘场次、招聘人数','举办公开招聘场次、招聘人数','2场,50人','2场,50人',NULL,NULL,NULL,NULL,NULL,13,'第13行');
INSERT INTO "indicators" VALUES(17,3,2,'产出指标','1','质量指标','12','output','quality',0,'为全区事业单位招聘高素质人才','为全区事业单位招聘高素质人才','高效完成','高效完成',NULL,NULL,NULL,NULL,NULL,13,'第13行');
INSERT INTO "indicators" VALUES(18,3,3,'产出指标','1','时效指标','13','output','timeliness',0,'招聘工作完成时间','招聘工作完成时间','年底前完成','年底前完成',NULL,NULL,NULL,NULL,NULL,13,'第13行');
INSERT INTO "indicators" VALUES(19,3,4,'效益指标','2','社会效益','22','benefit','social',0,'为全区事业单位提供人力资源保障','为全区事业单位提供人力资源保障','实现阳光招聘','实现阳光招聘',NULL,NULL,NULL,NULL,NULL,13,'第13行');
INSERT INTO "indicators" VALUES(20,3,5,'效益指标','2','经济效益','21','benefit','economic',0,'降低事业单位在编人员分散招聘成本','降低事业单位在编人员分散招聘成本','持续降低','持续降低',NULL,NULL,NULL,NULL,NULL,13,'第13行');
INSERT INTO "indicators" VALUES(21,3,6,'产出指标','1','可持续影响','24','output','lasting',1,'促进事业单位招聘工作规范性和公平性','促进事业单位招聘工作规范性和公平性','规范公平','规范公平',NULL,NULL,NULL,NULL,NULL,13,'第13行');
INSERT INTO "indicators" VALUES(22,3,7,'满意度指标','3','服务对象满意度','31','satisfaction','served',0,'各用人单位满意度','各用人单位满意度','不低于95%','不低于95%',NULL,NULL,NULL,NULL,NULL,13,'第13行');
INSERT INTO "indicators" VALUES(23,4,1,'产出指标','1','数量指标','11','output','number',0,'垫付劳动者工资及时率','垫付劳动者工资及时率','95%','95%',NULL,NULL,NULL,NULL,NULL,16,'第16行');
INSERT INTO "indicators" VALUES(24,4,2,'产出指标','1','质量指标','12','output','quality',0,'劳动者收到临时生活工资占比','劳动者收到临时生活工资占比','100%','100%',NULL,NULL,NULL,NULL,NULL,16,'第16行');
INSERT INTO "indicators" VALUES(25,4,3,'效益指标','2','社会效益','22','benefit','social',0,'化解处置劳动劳资纠纷','化解处置劳动劳资纠纷','有效预防和妥善处置因欠薪引起的劳动保障群体突发事件的发生','有效预防和妥善处置因欠薪引起的劳动保障群体突发事件的发生',NULL,NULL,NULL,NULL,NULL,16,'第16行');
INSERT INTO "indicators" VALUES(26,4,4,'效益指标','2','经济效益','21','benefit','economic',0,'加强执法力度','加强执法力度','提高企业、劳动者的法律意识从而减少欠薪事件的发生','提高企业、劳动者的法律意识从而减少欠薪事件的发生',NULL,NULL,NULL,NULL,NULL,16,'第16行');
INSERT INTO "indicators" VALUES(27,4,5,'效益指标','2','可持续影响','24','benefit','lasting',0,'社会稳定','社会稳定','不存在需要向劳动者垫付劳动者工资','不存在需要向劳动者垫付劳动者工资',NULL,NULL,NULL,NULL,NULL,16,'第16行');
INSERT INTO "indicators" VALUES(28,4,6,'满意度指标','3','服务对象满意度','31','satisfaction','served',0,'欠薪人员满意度','欠薪人员满意度','>95%','>95%',NULL,NULL,NULL,NULL,NULL,16,'第16行');
INSERT INTO "indicators" VALUES(29,5,1,'产出指标','1','数量指标','11','output','number',0,'每年新增可供用人单位选用的储备人数','每年新增可供用人单位选用的储备人数','约2000人','约2000人',NULL,NULL,NULL,NULL,NULL,17,'第17行');
INSERT INTO "indicators" VALUES(30,5,2,'产出指标','1','质量指标','12','output','quality',0,'达到用人单位要求','达到用人单位要求','符合要求','符合要求',NULL,NULL,NULL,NULL,NULL,17,'第17行');
INSERT INTO "indicators" VALUES(31,5,3,'产出指标','1','时效指标','13','output','timeliness',0,'分期分批进行公开招聘','分期分批进行公开招聘','年底前完成','年底前完成',NULL,NULL,NULL,NULL,NULL,17,'第17行');
INSERT INTO "indicators" VALUES(32,5,4,'产出指标','1','经济效益','21','output','economic',1,'通过集中资格库招考,降低招聘成本','通过集中资格库招考,降低招聘成本','有所降低','有所降低',NULL,NULL,NULL,NULL,NULL,17,'第17行');
INSERT INTO "indicators" VALUES(33,5,5,'效益指标','2','可持续影响','24','benefit','lasting',0,'通过资格库能及时补充用人单位所需人员','通过资格库能及时补充用人单位所需人员','及时补充','及时补充',NULL,NULL,NULL,NULL,NULL,17,'第17行');
INSERT INTO "indicators" VALUES(34,5,6,'满意度指标','3','服务对象满意度','31','satisfaction','served',0,'各用人单位满意度','各用人单位满意度','不低于95%','不低于95%',NULL,NULL,NULL,NULL,NULL,17,'第17行');
INSERT INTO "indicators" VALUES(35,6,1,'产出指标','1','数量指标','11','output','number',0,'完成农村劳动力和脱贫人员转移就业人数','完成农村劳动力和脱贫人员转移就业人数','1400名以上、150名以上','1400名以上、150名以上',NULL,NULL,NULL,NULL,NULL,18,'第18行');
INSERT INTO "indicators" VALUES(36,6,2,'产出指标','1','质量指标','12','output','quality',0,'按照上级指标落实稳定就业3个月以上','按照上级指标落实稳定就业3个月以上','通过上级考核验收','通过上级考核验收',NULL,NULL,NULL,NULL,NULL,18,'第18行');
INSERT INTO "indicators" VALUES(37,6,3,'产出指标','1','时效指标','13','output','timeliness',0,'及时发放各类补贴发放','及时发放各类补贴发放','按时完成','按时完成',NULL,NULL,NULL,NULL,NULL,18,'第18行');
INSERT INTO "indicators" VALUES(38,6,4,'效益指标','2','社会效益','22','benefit','social',0,'实现东西部协调发展,促进乡村振兴','实现东西部协调发展,促进乡村振兴','持续提升','持续提升',NULL,NULL,NULL,NULL,NULL,18,'第18行');
INSERT INTO "indicators" VALUES(39,6,5,'效益指标','2','经济效益','21','benefit','economic',0,'帮扶就业人员经济收入提升','帮扶就业人员经济收入提升','持续增加','持续增加',NULL,NULL,NULL,NULL,NULL,18,'第18行');
INSERT INTO "indicators" VALUES(40,6,6,'效益指标','2','可持续影响','24','benefit','lasting',0,'通过增加收入实现防止返贫','通过增加收入实现防止返贫','持续推进就业帮扶政策','持续推进就业帮扶政策',NULL,NULL,NULL,NULL,NULL,18,'第18行');
INSERT INTO "indicators" VALUES(41,6,7,'满意度指标','3','服务对象满意度','31','satisfaction','served',0,'满意度','满意度','>95%','>95%',NULL,NULL,NULL,NULL,NULL,18,'第18行');
INSERT INTO "indicators" VALUES(42,7,1,'产出指标','1','数量指标','11','output','number',0,'参加培训人次','参加培训人次','各级部门和机构组织的培训人次','234人',NULL,NULL,NULL,NULL,NULL,21,'第21行');
INSERT INTO "indicators" VALUES(43,7,2,'产出指标','1','质量指标','12','output','quality',0,'薪酬调查企业填报率','薪酬调查企业填报率','完成人工成本监测企业填报数除以目标数','100%',NULL,NULL,NULL,NULL,NULL,21,'第21行');
INSERT INTO "indicators" VALUES(44,7,3,'产出指标','1','质量指标','12','output','quality',0,'企业人工成本监测填报率','企业人工成本监测填报率','完成薪酬调查企业填报数除以目标数','100%',NULL,NULL,NULL,NULL,NULL,21,'第21行');
INSERT INTO "indicators" VALUES(45,7,4,'满意度指标','3','服务对象满意度','31','satisfaction','served',0,'认可度','认可度','发布的人力资源市场指导价得到企业和劳动者的认可','逐年提升',NULL,NULL,NULL,NULL,NULL,21,'第21行');
INSERT INTO "indicators" VALUES(46,7,5,'效益指标','2','可持续影响','24','benefit','lasting',0,'提供决策信息资料','提供决策信息资料','改进和加强公共就业服务管理','持续开展',NULL,NULL,NULL,NULL,NULL,21,'第21行');
INSERT INTO "indicators" VALUES(47,8,1,'满意度指标','3','服务对象满意度','31','satisfaction','served',0,'满意度','满意度','>96%','>96%',NULL,NULL,NULL,NULL,NULL,22,'第22行');
INSERT INTO "indicators" VALUES(48,8,2,'效益指标','2','可持续影响','24','benefit','lasting',0,'订制工作服,提高执行形象','订制工作服,提高执行形象','树立劳动保障监察执法形象','树立劳动保障监察执法形象',NULL,NULL,NULL,NULL,NULL,22,'第22行');
INSERT INTO "indicators" VALUES(49,8,3,'产出指标','1','经济效益','21','output','economic',1,'印制劳动保障法规政策宣传','印制劳动保障法规政策宣传','覆盖率>95%','覆盖率>95%',NULL,NULL,NULL,NULL,NULL,22,'第22行');
INSERT INTO "indicators" VALUES(50,8,4,'产出指标','1','社会效益','22','output','social',1,'日常巡查、专项执法、处理突发事件及劳监维稳工作办案','日常巡查、专项执法、处理突发事件及劳监维稳工作办案','参与度100%','参与度100%',NULL,NULL,NULL,NULL,NULL,22,'第22行');
INSERT INTO "indicators" VALUES(51,8,5,'产出指标','1','时效指标','13','output','timeliness',0,'劳监权属范围内信访案件','劳监权属范围内信访案件','办结率>96%','办结率>96%',NULL,NULL,NULL,NULL,NULL,22,'第22行');
INSERT INTO "indicators" VALUES(52,8,6,'产出指标','1','质量指标','12','output','quality',0,'劳动合同签订率','劳动合同签订率','签订率>95%','签订率>95%',NULL,NULL,NULL,NULL,NULL,22,'第22行');
INSERT INTO "indicators" VALUES(53,8,7,'产出指标','1','数量指标','11','output','number',0,'劳监案件办结数量','劳监案件办结数量','结案率>95%','结案率>95%',NULL,NULL,NULL,NULL,NULL,22,'第22行');
INSERT INTO "indicators" VALUES(54,9,1,'产出指标','1','数量指标','11','output','number',0,'举办全区统一公开招聘场次','举办全区统一公开招聘场次','1场','1场',NULL,NULL,NULL,NULL,NULL,23,'第23行');
INSERT INTO "indicators" VALUES(55,9,2,'产出指标','1','质量指标','12','output','quality',0,'达到用人单位招聘要求','达到用人单位招聘要求','符合要求','符合要求',NULL,NULL,NULL,NULL,NULL,23,'第23行');
INSERT INTO "indicators" VALUES(56,9,3,'产出指标','1','时效指标','13','output','timeliness',0,'年底前完成','年底前完成','按时完成','按时完成',NULL,NULL,NULL,NULL,NULL,23,'第23行');
INSERT INTO "indicators" VALUES(57,9,4,'满意度指标','3','服务对象满意度','31','satisfaction','served',0,'满意度','满意度','>95%','>95%',NULL,NULL,NULL,NULL,NULL,23,'第23行');
INSERT INTO "indicators" VALUES(58,9,5,'产出指标','1','社会效益','22','output','social',1,'提供公平公正的招聘平台','提供公平公正的招聘平台','公平公正','公平公正',NULL,NULL,NULL,NULL,NULL,23,'第23行');
INSERT INTO "indicators" VALUES(59,9,6,'产出指标','1','经济效益','21','output','economic',1,'通过招考的考生到各用人单位报到率','通过招考的考生到各用人单位报到率','不低于90%','不低于90%',NULL,NULL,NULL,NULL,NULL,23,'第23行');
INSERT INTO "indicators" VALUES(60,9,7,'产出指标','1','可持续影响','24','output','lasting',1,'为全区公共服务提供充足人力资源保障','为全区公共服务提供充足人力资源保障','统一规范','统一规范',NULL,NULL,NULL,NULL,NULL,23,'第23行');
INSERT INTO "indicators" VALUES(61,10,1,'产出指标','1','数量指标','11','output','number',0,'资料核查数量和现场核查数量','资料核查数量和现场核查数量','1000宗；500家企业','1000宗；500家企业',NULL,NULL,NULL,NULL,NULL,26,'第26行');
INSERT INTO "indicators" VALUES(62,10,2,'产出指标','1','质量指标','12','output','quality',0,'监管核查占上年度资金支出总额的比重','监管核查占上年度资金支出总额的比重','不少于5%','不少于5%',NULL,NULL,NULL,NULL,NULL,26,'第26行');
INSERT INTO "indicators" VALUES(63,10,3,'产出指标','1','时效指标','13','output','timeliness',0,'完成审查任务时效性','完成审查任务时效性','100%','100%',NULL,NULL,NULL,NULL,NULL,26,'第26行');
INSERT INTO "indicators" VALUES(64,10,4,'产出指标','1','成本指标','14','output','cost',0,'费用标准合规性','费用标准合规性','100%','100%',NULL,NULL,NULL,NULL,NULL,26,'第26行');
INSERT INTO "indicators" VALUES(65,10,5,'产出指标','1','社会效益','22','output','social',1,'完成监管核查比重的达标率','完成监管核查比重的达标率','100%','100%',NULL,NULL,NULL,NULL,NULL,26,'第26行');
INSERT INTO "indicators" VALUES(66,10,6,'产出指标','1','经济效益','21','output','economic',1,'检查补贴资金发放合规性','检查补贴资金发放合规性','100%','100%',NULL,NULL,NULL,NULL,NULL,26,'第26行');
INSERT INTO "indicators" VALUES(67,10,7,'满意度指标','3','服务对象满意度','31','satisfaction','served',0,'检查单位满意度','检查单位满意度','>95%','>95%',NULL,NULL,NULL,NULL,NULL,26,'第26行');
INSERT INTO "indicators" VALUES(68,11,1,'产出指标','1','数量指标','11','output','number',0,'保障人数','保障人数','100%保障','100%保障',NULL,NULL,NULL,NULL,NULL,27,'第27行');
INSERT INTO "indicators" VALUES(69,11,2,'产出指标','1','质量指标','12','output','quality',0,'经费支付到位率','经费支付到位率','100%','100%',NULL,NULL,NULL,NULL,NULL,27,'第27行');
INSERT INTO "indicators" VALUES(70,11,3,'产出指标','1','时效指标','13','output','timeliness',0,'经费支付及时率','经费支付及时率','100%','100%',NULL,NULL,NULL,NULL,NULL,27,'第27行');
INSERT INTO "indicators" VALUES(71,11,4,'效益指标','2','社会效益','22','benefit','social',0,'支出的合规性','支出的合规性','合规','合规',NULL,NULL,NULL,NULL,NULL,27,'第27行');
INSERT INTO "indicators" VALUES(72,11,5,'效益指标','2','社会效益','22','benefit','social',0,'保障机构运行保障情况','保障机构运行保障情况','正常运行','正常运行',NULL,NULL,NULL,NULL,NULL,27,'第27行');
INSERT INTO "indicators" VALUES(73,11,6,'满意度指标','3','服务对象满意度','31','satisfaction','served',0,'满意度','满意度','>95%','>95%',NULL,NULL,NULL,NULL,NULL,27,'第27行');
INSERT INTO "indicators" VALUES(74,12,1,'满意度指标','3','服务对象满意度','31','satisfaction','served',0,'被审单位满意度','被审单位满意度','>95%','>95%',NULL,NULL,NULL,NULL,NULL,28,'第28行');
INSERT INTO "indicators" VALUES(75,12,2,'效益指标','2','可持续影响','24','benefit','lasting',0,'促进单位完善治理','促进单位完善治理','促进单位完善治理','促进单位完善治理',NULL,NULL,NULL,NULL,NULL,28,'第28行');
INSERT INTO "indicators" VALUES(76,12,3,'效益指标','2','经济效益','21','benefit','economic',0,'检查财政资金支出合规性','检查财政资金支出合规性','100%','100%',NULL,NULL,NULL,NULL,NULL,28,'第28行');
INSERT INTO "indicators" VALUES(77,12,4,'效益指标','2','社会效益','22','benefit','social',0,'内部审计全覆盖','内部审计全覆盖','每5年对所属单位审计一次','每5年对所属单位审计一次',NULL,NULL,NULL,NULL,NULL,28,'第28行');
INSERT INTO "indicators" VALUES(78,12,5,'产出指标','1','时效指标','13','output','timeliness',0,'完成审查任务时效性','完成审查任务时效性','100%','100%',NULL,NULL,NULL,NULL,NULL,28,'第28行');
INSERT INTO "indicators" VALUES(79,12,6,'产出指标','1','质量指标','12','output','quality',0,'监管核查占上年度资金支出总额的比重','监管核查占上年度资金支出总额的比重','5%','5%',NULL,NULL,NULL,NULL,NULL,28,'第28行');
INSERT INTO "indicators" VALUES(80,12,7,'产出指标','1','数量指标','11','output','number',0,'全年审计数量','全年审计数量','全年审计2个单位、4个专项资金','全年审计2个单位、4个专项资金',NULL,NULL,NULL,NULL,NULL,28,'第28行');
INSERT INTO "indicators" VALUES(81,13,1,'产出指标','1','数量指标','11','output','number',0,'送达工伤认定法律文书','送达工伤认定法律文书','送达率100%','送达率100%',NULL,NULL,NULL,NULL,NULL,31,'第31行');
INSERT INTO "indicators" VALUES(82,13,2,'产出指标','1','质量指标','12','output','quality',0,'法定期限内办结行政复议、行政诉讼案件','法定期限内办结行政复议、行政诉讼案件','办结率100%','办结率100%',NULL,NULL,NULL,NULL,NULL,31,'第31行');
INSERT INTO "indicators" VALUES(83,13,3,'产出指标','1','时效指标','13','output','timeliness',0,'工伤认定完成率','工伤认定完成率','100%','100%',NULL,NULL,NULL,NULL,NULL,31,'第31行');
INSERT INTO "indicators" VALUES(84,13,4,'效益指标','2','社会效益','22','benefit','social',0,'依法依规办理工伤认定案件','依法依规办理工伤认定案件','完成率100%','完成率100%',NULL,NULL,NULL,NULL,NULL,31,'第31行');
INSERT INTO "indicators" VALUES(85,13,5,'效益指标','2','经济效益','21','benefit','economic',0,'保障受伤害职工职工和用人单位合法权益','保障受伤害职工职工和用人单位合法权益','覆盖率100%','覆盖率100%',NULL,NULL,NULL,NULL,NULL,31,'第31行');
INSERT INTO "indicators" VALUES(86,13,6,'产出指标','1','可持续影响','24','output','lasting',1,'维护社会稳定','维护社会稳定','覆盖率100%','覆盖率100%',NULL,NULL,NULL,NULL,NULL,31,'第31行');
INSERT INTO "indicators" VALUES(87,13,7,'满意度指标','3','服务对象满意度','31','satisfaction','served',0,'满意度','满意度','>90%','满意度>90%',NULL,NULL,NULL,NULL,NULL,31,'第31行');
INSERT INTO "indicators" VALUES(88,14,1,'产出指标','1','数量指标','11','output','number',0,'集体合同和工资集体协商合同审查、行政审批许可和信访回复','集体合同和工资集体协商合同审查、行政审批许可和信访回复','集体合同和工资集体协商合同审查30单,劳务派遣行政审批700单,特殊工时行政审批200单,信访回复500单。','集体合同和工资集体协商合同审查30单,劳务派遣行政审批700单,特殊工时行政审批200单,信访回复500单。',NULL,NULL,NULL,NULL,NULL,32,'第32行');
INSERT INTO "indicators" VALUES(89,14,2,'产出指标','1','质量指标','12','output','quality',0,'法定期限内办结工资集体协商审查和行政审批许可','法定期限内办结工资集体协商审查和行政审批许可','办结率100%','办结率100%',NULL,NULL,NULL,NULL,NULL,32,'第32行');
INSERT INTO "indicators" VALUES(90,14,3,'产出指标','1','时效指标','13','output','timeliness',0,'信访回复及时送达率','信访回复及时送达率','100%','100%',NULL,NULL,NULL,NULL,NULL,32,'第32行');
INSERT INTO "indicators" VALUES(91,14,4,'效益指标','2','社会效益','22','benefit','social',0,'促进依法行政','促进依法行政','提高依法行政能力','提高依法行政能力',NULL,NULL,NULL,NULL,NULL,32,'第32行');
INSERT INTO "indicators" VALUES(92,14,5,'产出指标','1','质量指标','12','output','quality',0,'为企业、群众提供便捷高效的审批服务','为企业、群众提供便捷高效的审批服务','不断提高','不断提高',NULL,NULL,NULL,NULL,NULL,32,'第32行');
INSERT INTO "indicators" VALUES(93,14,6,'效益指标','2','可持续影响','24','benefit','lasting',0,'保障科室业务正常运行,提升服务质量','保障科室业务正常运行,提升服务质量','持续增强','持续增强',NULL,NULL,NULL,NULL,NULL,32,'第32行');
INSERT INTO "indicators" VALUES(94,14,7,'满意度指标','3','服务对象满意度','31','satisfaction','served',0,'服务群体满意度','服务群体满意度','>95%','>95%',NULL,NULL,NULL,NULL,NULL,32,'第32行');
INSERT INTO "indicators" VALUES(95,15,1,'效益指标','2','社会效益','22','benefit','social',0,'提高对外服务的质量,保证查档案群众的基本权益','提高对外服务的质量,保证查档案群众的基本权益','人均等待时间下降','人均等待时间下降',NULL,NULL,NULL,NULL,NULL,33,'第33行');
INSERT INTO "indicators" VALUES(96,15,2,'效益指标','2','可持续影响','24','benefit','lasting',0,'解决档案管理人手短缺问题','解决档案管理人手短缺问题','工作完成率100%','工作完成率100%',NULL,NULL,NULL,NULL,NULL,33,'第33行');
INSERT INTO "indicators" VALUES(97,15,3,'满意度指标','3','服务对象满意度','31','satisfaction','served',0,'满意度','满意度','>95%','>95%',NULL,NULL,NULL,NULL,NULL,33,'第33行');
INSERT INTO "indicators" VALUES(98,15,4,'产出指标','1','时效指标','13','output','timeliness',0,'档案整理上架及时率','档案整理上架及时率','>95%','>95%',NULL,NULL,NULL,NULL,NULL,33,'第33行');
INSERT INTO "indicators" VALUES(99,15,5,'产出指标','1','质量指标','12','output','quality',0,'档案分类准确、编号有序、目录清楚编装订整齐','档案分类准确、编号有序、目录清楚编装订整齐','准确率100%','准确率100%',NULL,NULL,NULL,NULL,NULL,33,'第33行');
INSERT INTO "indicators" VALUES(100,15,6,'产出指标','1','数量指标','11','output','number',0,'新增理上柜人事档案','新增理上柜人事档案','200卷','200卷',NULL,NULL,NULL,NULL,NULL,33,'第33行');
INSERT INTO "indicators" VALUES(101,15,7,'产出指标','1','数量指标','11','output','number',0,'办理退休职工人事档案','办理退休职工人事档案','1500卷','1500卷',NULL,NULL,NULL,NULL,NULL,33,'第33行');
INSERT INTO "indicators" VALUES(102,15,8,'产出指标','1','数量指标','11','output','number',0,'每年接收转入人事档案','每年接收转入人事档案','900卷','900卷',NULL,NULL,NULL,NULL,NULL,33,'第33行');
INSERT INTO "indicators" VALUES(103,15,9,'产出指标','1','数量指标','11','output','number',0,'管理在库档案','管理在库档案','6100卷','6100卷',NULL,NULL,NULL,NULL,NULL,33,'第33行');
INSERT INTO "indicators" VALUES(104,16,1,'满意度指标','3','服务对象满意度','31','satisfaction','served',0,'满意度','满意度','>95%','>95%',NULL,NULL,NULL,NULL,NULL,36,'第36行');
INSERT INTO "indicators" VALUES(105,16,2,'产出指标','1','数量指标','11','output','number',0,'开展疫情防控、安全生产检查','开展疫情防控、安全生产检查','不少于60次','不少于60次',NULL,NULL,NULL,NULL,NULL,36,'第36行');
INSERT INTO "indicators" VALUES(106,16,3,'产出指标','1','数量指标','11','output','number',0,'开展教学质量督导检查,重点检查意识形态等检查','开展教学质量督导检查,重点检查意识形态等检查','不少于40次','不少于40次',NULL,NULL,NULL,NULL,NULL,36,'第36行');
INSERT INTO "indicators" VALUES(107,16,4,'产出指标','1','质量指标','12','output','quality',0,'落实各项督导检查任务','落实各项督导检查任务','各项检查结果达标','各项检查结果达标',NULL,NULL,NULL,NULL,NULL,36,'第36行');
INSERT INTO "indicators" VALUES(108,16,5,'产出指标','1','时效指标','13','output','timeliness',0,'按时完成各项检查并做好台账记录','按时完成各项检查并做好台账记录','按时完成','按时完成',NULL,NULL,NULL,NULL,NULL,36,'第36行');
INSERT INTO "indicators" VALUES(109,16,6,'效益指标','2','社会效益','22','benefit','social',0,'实现职业培训机构政治安全','实现职业培训机构政治安全','推广创业培训,创造更多就业岗位','推广创业培训,创造更多就业岗位',NULL,NULL,NULL,NULL,NULL,36,'第36行');
INSERT INTO "indicators" VALUES(110,16,7,'效益指标','2','可持续影响','24','benefit','lasting',0,'强化职业培训机构教职员政治教育','强化职业培训机构教职员政治教育','通过创业培训实现成功创业带动就业','通过创业培训实现成功创业带动就业',NULL,NULL,NULL,NULL,NULL,36,'第36行');
INSERT INTO "indicators" VALUES(111,17,1,'产出指标','1','数量指标','11','output','number',0,'全年委托办理合同审查数、咨询数','全年委托办理合同审查数、咨询数','合同审查30单,咨询法务约50单、行政诉讼及非诉执行案件约100单','合同审查30单,咨询法务约50单、行政诉讼及非诉执行案件约100单',NULL,NULL,NULL,NULL,NULL,37,'第37行');
INSERT INTO "indicators" VALUES(112,17,2,'产出指标','1','质量指标','12','output','quality',0,'法定期限内办结行政复议、行政诉讼案件','法定期限内办结行政复议、行政诉讼案件','办结率100%','办结率100%',NULL,NULL,NULL,NULL,NULL,37,'第37行');
INSERT INTO "indicators" VALUES(113,17,3,'产出指标','1','时效指标','13','output','timeliness',0,'法律顾问服务及时率','法律顾问服务及时率','>99%','>99%',NULL,NULL,NULL,NULL,NULL,37,'第37行');
INSERT INTO "indicators" VALUES(114,17,4,'效益指标','2','社会效益','22','benefit','social',0,'促进依法行政','促进依法行政','持续增强','持续增强',NULL,NULL,NULL,NULL,NULL,37,'第37行');
INSERT INTO "indicators" VALUES(115,17,5,'效益指标','2','经济效益','21','benefit','economic',0,'案件审查不严造成损失','案件审查不严造成损失','≤0%','≤0%',NULL,NULL,NULL,NULL,NULL,37,'第37行');
INSERT INTO "indicators" VALUES(116,17,6,'效益指标','2','可持续影响','24','benefit','lasting',0,'促进各项业务经办流程规范化','促进各项业务经办流程规范化','不断提升','不断提升',NULL,NULL,NULL,NULL,NULL,37,'第37行');
INSERT INTO "indicators" VALUES(117,17,7,'满意度指标','3','服务对象满意度','31','satisfaction','served',0,'满意度','满意度','>90%','>90%',NULL,NULL,NULL,NULL,NULL,37,'第37行');
INSERT INTO "indicators" VALUES(118,18,1,'满意度指标','3','服务对象满意度','31','satisfaction','served',0,'满意度','满意度','>95%','>95%',NULL,NULL,NULL,NULL,NULL,38,'第38行');
INSERT INTO "indicators" VALUES(119,18,2,'效益指标','2','可持续影响','24','benefit','lasting',0,'改善和美化公共区域环境','改善和美化公共区域环境','持续改善','持续改善',NULL,NULL,NULL,NULL,NULL,38,'第38行');
INSERT INTO "indicators" VALUES(120,18,3,'效益指标','2','可持续影响','24','benefit','lasting',0,'保障行政办公正常运转','保障行政办公正常运转','正常运转','正常运转',NULL,NULL,NULL,NULL,NULL,38,'第38行');
INSERT INTO "indicators" VALUES(121,18,4,'效益指标','2','社会效益','22','benefit','social',0,'及时消除办公场地及公共设施日常安全隐患','及时消除办公场地及公共设施日常安全隐患','安全事故率为0','安全事故率为0',NULL,NULL,NULL,NULL,NULL,38,'第38行');
INSERT INTO "indicators" VALUES(122,18,5,'产出指标','1','时效指标','13','output','timeliness',0,'电费按时按期支付率','电费按时按期支付率','100%','100%',NULL,NULL,NULL,NULL,NULL,38,'第38行');
INSERT INTO "indicators" VALUES(123,18,6,'产出指标','1','质量指标','12','output','quality',0,'公共设施设备运行安全率','公共设施设备运行安全率','95%以上','95%以上',NULL,NULL,NULL,NULL,NULL,38,'第38行');
INSERT INTO "indicators" VALUES(124,18,7,'产出指标','1','数量指标','11','output','number',0,'物业服务面积覆盖率','物业服务面积覆盖率','100%','100%',NULL,NULL,NULL,NULL,NULL,38,'第38行');
INSERT INTO "indicators" VALUES(125,19,1,'产出指标','1','数量指标','11','output','number',0,'对维护范围内的硬件系统做巡检服务','对维护范围内的硬件系统做巡检服务','每季度一次','每季度一次',NULL,NULL,NULL,NULL,NULL,41,'第41行');
INSERT INTO "indicators" VALUES(126,19,2,'产出指标','1','质量指标','12','output','quality',0,'提供全年机房理线及弱电线缆维护服务','提供全年机房理线及弱电线缆维护服务','提供全年机房理线及弱电线缆维护服务','提供全年机房理线及弱电线缆维护服务',NULL,NULL,NULL,NULL,NULL,41,'第41行');
INSERT INTO "indicators" VALUES(127,19,3,'产出指标','1','时效指标','13','output','timeliness',0,'及时排除故障','及时排除故障','接到报障电话后保证8小时内排除故障并恢复业务,如超过8小时仍无法排除故障,提供同档次备用设备供临时替代使用,直至系统故障排除为止','接到报障电话后保证8小时内排除故障并恢复业务,如超过8小时仍无法排除故障,提供同档次备用设备供临时替代使用,直至系统故障排除为止',NULL,NULL,NULL,NULL,NULL,41,'第41行');
INSERT INTO "indicators" VALUES(128,19,4,'效益指标','2','经济效益','21','benefit','economic',0,'尽早发现各种潜在故障,最大限度减少故障造成的损失','尽早发现各种潜在故障,最大限度减少故障造成的损失','及时排除故障','及时排除故障',NULL,NULL,NULL,NULL,NULL,41,'第41行');
INSERT INTO "indicators" VALUES(129,19,5,'效益指标','2','可持续影响','24','benefit','lasting',0,'保障信息系统不间断运行','保障信息系统不间断运行','系统正常运转','系统正常运转',NULL,NULL,NULL,NULL,NULL,41,'第41行');
INSERT INTO "indicators" VALUES(130,19,6,'满意度指标','3','服务对象满意度','31','satisfaction','served',0,'满意度','满意度','>95%','>95%',NULL,NULL,NULL,NULL,NULL,41,'第41行');
INSERT INTO "indicators" VALUES(131,20,1,'产出指标','1','质量指标','12','output','quality',0,'设备质量检验合格率-质量检验合格数量÷检验总数量×100%','设备质量检验合格率-质量检验合格数量÷检验总数量×100%','100%','100%',NULL,NULL,NULL,NULL,NULL,42,'第42行');
INSERT INTO "indicators" VALUES(132,20,2,'效益指标','2','可持续影响','24','benefit','lasting',0,'提高行车安全和办案出行效率','提高行车安全和办案出行效率','提高行车安全和办案出行效率',NULL,NULL,NULL,NULL,NULL,NULL,42,'第42行');
INSERT INTO "indicators" VALUES(133,20,3,'满意度指标','3','服务对象满意度','31','satisfaction','served',0,'满意度','满意度','>95%','>95%',NULL,NULL,NULL,NULL,NULL,42,'第42行');
INSERT INTO "indicators" VALUES(134,20,4,'效益指标','2','经济效益','21','benefit','economic',0,'满足日常机要送达及文件交换工作需求','满足日常机要送达及文件交换工作需求','满足日常机要送达及文件交换工作需求','满足日常机要送达及文件交换工作需求',NULL,NULL,NULL,NULL,NULL,42,'第42行');
INSERT INTO "indicators" VALUES(135,20,5,'产出指标','1','数量指标','11','output','number',0,'新增购买公务用车','新增购买公务用车','1辆','1辆',NULL,NULL,NULL,NULL,NULL,42,'第42行');
INSERT INTO "indicators" VALUES(136,21,1,'产出指标','1','数量指标','11','output','number',0,'举办事业单位科级领导培训期数和参训人数','举办事业单位科级领导培训期数和参训人数','1期,约100人','1期,约100人',NULL,NULL,NULL,NULL,NULL,43,'第43行');
INSERT INTO "indicators" VALUES(137,21,2,'产出指标','1','质量指标','12','output','quality',0,'参训率','参训率','达95%以上','达95%以上',NULL,NULL,NULL,NULL,NULL,43,'第43行');
INSERT INTO "indicators" VALUES(138,21,3,'产出指标','1','社会效益','22','output','social',1,'提升事业单位科级干部领导水平','提升事业单位科级干部领导水平','不断提升','不断提升',NULL,NULL,NULL,NULL,NULL,43,'第43行');
INSERT INTO "indicators" VALUES(139,21,4,'产出指标','1','经济效益','21','output','economic',1,'降低事业单位在编人员分散培训成本','降低事业单位在编人员分散培训成本','持续降低','持续降低',NULL,NULL,NULL,NULL,NULL,43,'第43行');
INSERT INTO "indicators" VALUES(140,21,5,'产出指标','1','可持续影响','24','output','lasting',1,'提升区内事业单位干部素质,提高党性修养','提升区内事业单位干部素质,提高党性修养','不断提升','不断提升',NULL,NULL,NULL,NULL,NULL,43,'第43行');
INSERT INTO "indicators" VALUES(141,21,6,'满意度指标','3','服务对象满意度','31','satisfaction','served',0,'服务对象满意度(%)','服务对象满意度(%)','>95%','>95%',NULL,NULL,NULL,NULL,NULL,43,'第43行');
INSERT INTO "indicators" VALUES(142,21,7,'产出指标','1','数量指标','11','output','number',0,'整理业务档案数量','整理业务档案数量','1000份以上','1000份以上',NULL,NULL,NULL,NULL,NULL,43,'第43行');
INSERT INTO "indicators" VALUES(143,21,8,'效益指标','2','社会效益','22','benefit','social',0,'对历史业务档案资源的管理和高效利用','对历史业务档案资源的管理和高效利用','显著加强','显著加强',NULL,NULL,NULL,NULL,NULL,43,'第43行');
INSERT INTO "indicators" VALUES(144,21,9,'产出指标','1','时效指标','13','output','timeliness',0,'按要求完成全年培训计划','按要求完成全年培训计划','年底前完成','年底前完成',NULL,NULL,NULL,NULL,NULL,43,'第43行');
INSERT INTO "indicators" VALUES(145,22,1,'满意度指标','3','服务对象满意度','31','satisfaction','served',0,'认可度','认可度','逐年提升','逐年提升',NULL,NULL,NULL,NULL,NULL,46,'第46行');
INSERT INTO "indicators" VALUES(146,22,2,'效益指标','2','可持续影响','24','benefit','lasting',0,'提供决策信息资料','提供决策信息资料','持续开展','持续开展',NULL,NULL,NULL,NULL,NULL,46,'第46行');
INSERT INTO "indicators" VALUES(147,22,3,'产出指标','1','数量指标','11','output','number',0,'参加培训人次','参加培训人次','234人','234人',NULL,NULL,NULL,NULL,NULL,46,'第46行');
INSERT INTO "indicators" VALUES(148,22,4,'产出指标','1','质量指标','12','output','quality',0,'企业人工成本监测填报率','企业人工成本监测填报率','100%','100%',NULL,NULL,NULL,NULL,NULL,46,'第46行');
INSERT INTO "indicators" VALUES(149,22,5,'产出指标','1','质量指标','12','output','quality',0,'薪酬调查企业填报率','薪酬调查企业填报率','100%','100%',NULL,NULL,NULL,NULL,NULL,46,'第46行');
CREATE TABLE issues (  -- 核对时发现的问题
  id INTEGER PRIMARY KEY,  -- 编号
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- 所在文件
  project_id INTEGER REFERENCES projects (id) ON DELETE CASCADE,  -- 所在项目
  indicator_id INTEGER REFERENCES indicators (id) ON DELETE CASCADE,  -- 所在指标
  rule TEXT NOT NULL,  -- 规则
  title TEXT NOT NULL,  -- 规则的名称
  severity TEXT NOT NULL CHECK (severity IN ('warning', 'note')),  -- 严重程度
  message TEXT NOT NULL,  -- 发现了什么，怎样处理
  place TEXT NOT NULL  -- 出处
);
INSERT INTO "issues" VALUES(1,1,NULL,NULL,'total_mismatch','合计不符','warning','印刷的合计 6,825.71 万元，各项目之和 6,825.70 万元，相差 0.01 万元；按原样装入，答案里两个数都给出','第10行');
INSERT INTO "issues" VALUES(2,1,2,12,'misfiled','指标归类不符','warning','「享受国务院特殊津贴人员医疗补贴」的指标「人才对本区发展的贡献」列在「产出指标」下，二级指标却是「经济效益」；按原样装入','第12行');
INSERT INTO "issues" VALUES(3,1,2,13,'misfiled','指标归类不符','warning','「享受国务院特殊津贴人员医疗补贴」的指标「发放补贴提升人才获得感」列在「产出指标」下，二级指标却是「社会效益」；按原样装入','第12行');
INSERT INTO "issues" VALUES(4,1,2,14,'misfiled','指标归类不符','warning','「享受国务院特殊津贴人员医疗补贴」的指标「补贴发放的规范性」列在「产出指标」下，二级指标却是「可持续影响」；按原样装入','第12行');
INSERT INTO "issues" VALUES(5,1,3,21,'misfiled','指标归类不符','warning','「事业单位人员招聘工作经费」的指标「促进事业单位招聘工作规范性和公平性」列在「产出指标」下，二级指标却是「可持续影响」；按原样装入','第13行');
INSERT INTO "issues" VALUES(6,1,5,32,'misfiled','指标归类不符','warning','「机关事业单位工作人员招考经费」的指标「通过集中资格库招考,降低招聘成本」列在「产出指标」下，二级指标却是「经济效益」；按原样装入','第17行');
INSERT INTO "issues" VALUES(7,1,7,42,'cycle_differs','周期值与年度值不同','note','「广州追加提前下达劳动关系公共服务及薪酬调查经费财政补助#穗财社（2021）41号」的指标「参加培训人次」实施周期指标值「各级部门和机构组织的培训人次」与年度指标值「234人」不同；按原样装入','第21行');
INSERT INTO "issues" VALUES(8,1,7,43,'cycle_differs','周期值与年度值不同','note','「广州追加提前下达劳动关系公共服务及薪酬调查经费财政补助#穗财社（2021）41号」的指标「薪酬调查企业填报率」实施周期指标值「完成人工成本监测企业填报数除以目标数」与年度指标值「100%」不同；按原样装入','第21行');
INSERT INTO "issues" VALUES(9,1,7,44,'cycle_differs','周期值与年度值不同','note','「广州追加提前下达劳动关系公共服务及薪酬调查经费财政补助#穗财社（2021）41号」的指标「企业人工成本监测填报率」实施周期指标值「完成薪酬调查企业填报数除以目标数」与年度指标值「100%」不同；按原样装入','第21行');
INSERT INTO "issues" VALUES(10,1,7,45,'cycle_differs','周期值与年度值不同','note','「广州追加提前下达劳动关系公共服务及薪酬调查经费财政补助#穗财社（2021）41号」的指标「认可度」实施周期指标值「发布的人力资源市场指导价得到企业和劳动者的认可」与年度指标值「逐年提升」不同；按原样装入','第21行');
INSERT INTO "issues" VALUES(11,1,7,46,'cycle_differs','周期值与年度值不同','note','「广州追加提前下达劳动关系公共服务及薪酬调查经费财政补助#穗财社（2021）41号」的指标「提供决策信息资料」实施周期指标值「改进和加强公共就业服务管理」与年度指标值「持续开展」不同；按原样装入','第21行');
INSERT INTO "issues" VALUES(12,1,8,49,'misfiled','指标归类不符','warning','「劳动监察综合执法工作经费」的指标「印制劳动保障法规政策宣传」列在「产出指标」下，二级指标却是「经济效益」；按原样装入','第22行');
INSERT INTO "issues" VALUES(13,1,8,50,'misfiled','指标归类不符','warning','「劳动监察综合执法工作经费」的指标「日常巡查、专项执法、处理突发事件及劳监维稳工作办案」列在「产出指标」下，二级指标却是「社会效益」；按原样装入','第22行');
INSERT INTO "issues" VALUES(14,1,9,58,'misfiled','指标归类不符','warning','「机关事业单位租赁岗位合同工招考经费」的指标「提供公平公正的招聘平台」列在「产出指标」下，二级指标却是「社会效益」；按原样装入','第23行');
INSERT INTO "issues" VALUES(15,1,9,59,'misfiled','指标归类不符','warning','「机关事业单位租赁岗位合同工招考经费」的指标「通过招考的考生到各用人单位报到率」列在「产出指标」下，二级指标却是「经济效益」；按原样装入','第23行');
INSERT INTO "issues" VALUES(16,1,9,60,'misfiled','指标归类不符','warning','「机关事业单位租赁岗位合同工招考经费」的指标「为全区公共服务提供充足人力资源保障」列在「产出指标」下，二级指标却是「可持续影响」；按原样装入','第23行');
INSERT INTO "issues" VALUES(17,1,10,65,'misfiled','指标归类不符','warning','「就业补助资金监督检查工作经费」的指标「完成监管核查比重的达标率」列在「产出指标」下，二级指标却是「社会效益」；按原样装入','第26行');
INSERT INTO "issues" VALUES(18,1,10,66,'misfiled','指标归类不符','warning','「就业补助资金监督检查工作经费」的指标「检查补贴资金发放合规性」列在「产出指标」下，二级指标却是「经济效益」；按原样装入','第26行');
INSERT INTO "issues" VALUES(19,1,13,86,'misfiled','指标归类不符','warning','「工伤认定工作经费」的指标「维护社会稳定」列在「产出指标」下，二级指标却是「可持续影响」；按原样装入','第31行');
INSERT INTO "issues" VALUES(20,1,13,87,'cycle_differs','周期值与年度值不同','note','「工伤认定工作经费」的指标「满意度」实施周期指标值「>90%」与年度指标值「满意度>90%」不同；按原样装入','第31行');
INSERT INTO "issues" VALUES(21,1,20,132,'missing_annual','缺年度指标值','warning','「车辆购置经费」的指标「提高行车安全和办案出行效率」没有年度指标值（实施周期指标值为「提高行车安全和办案出行效率」）；按原样装入','第42行');
INSERT INTO "issues" VALUES(22,1,21,138,'misfiled','指标归类不符','warning','「事业单位人事综合管理工作经费」的指标「提升事业单位科级干部领导水平」列在「产出指标」下，二级指标却是「社会效益」；按原样装入','第43行');
INSERT INTO "issues" VALUES(23,1,21,139,'misfiled','指标归类不符','warning','「事业单位人事综合管理工作经费」的指标「降低事业单位在编人员分散培训成本」列在「产出指标」下，二级指标却是「经济效益」；按原样装入','第43行');
INSERT INTO "issues" VALUES(24,1,21,140,'misfiled','指标归类不符','warning','「事业单位人事综合管理工作经费」的指标「提升区内事业单位干部素质,提高党性修养」列在「产出指标」下，二级指标却是「可持续影响」；按原样装入','第43行');
CREATE TABLE projects (  -- 项目
  id INTEGER PRIMARY KEY,  -- 项目编号，替换文件时同名项目不变
  document_id INTEGER NOT NULL REFERENCES documents (id) ON DELETE CASCADE,  -- 所在文件
  ordinal INTEGER NOT NULL,  -- 在文件中的次序，从 1 起
  name TEXT NOT NULL CHECK (name <> ''),  -- 项目名称，与公开的一样
  name_key TEXT NOT NULL,  -- 项目名称，统一全半角和大小写、去掉空白，用于比较
  code TEXT,  -- 项目编码
  spending_unit TEXT,  -- 资金使用单位
  implementing_unit TEXT,  -- 实施单位
  total_fen INTEGER CHECK (total_fen IS NULL OR typeof(total_fen) = 'integer'),  -- 总计，单位：分
  appropriation_fen INTEGER CHECK (appropriation_fen IS NULL OR typeof(appropriation_fen) = 'integer'),  -- 财政拨款，单位：分
  special_account_fen INTEGER CHECK (special_account_fen IS NULL OR typeof(special_account_fen) = 'integer'),  -- 财政专户拨款，单位：分
  other_funds_fen INTEGER CHECK (other_funds_fen IS NULL OR typeof(other_funds_fen) = 'integer'),  -- 其他资金，单位：分
  government_fund_fen INTEGER CHECK (government_fund_fen IS NULL OR typeof(government_fund_fen) = 'integer'),  -- 政府性基金，不计入财政拨款，单位：分
  state_capital_fen INTEGER CHECK (state_capital_fen IS NULL OR typeof(state_capital_fen) = 'integer'),  -- 国有资本经营预算，不计入财政拨款，单位：分
  goal TEXT,  -- 绩效目标
  indicator_count INTEGER NOT NULL,  -- 指标个数
  sheet TEXT,  -- 出处：工作表
  page INTEGER,  -- 出处：页
  table_number INTEGER,  -- 出处：页或文件中的第几个表
  row INTEGER,  -- 出处：行
  place TEXT NOT NULL,  -- 出处，一句话
  UNIQUE (document_id, ordinal)
);
INSERT INTO "projects" VALUES(1,1,1,'产业人才发展专项资金','产业人才发展专项资金',NULL,NULL,NULL,4625490000,4625490000,NULL,NULL,NULL,NULL,'深入学习贯彻习近平新时代中国特色社会主义思想 and 党的二十大精神，全面贯彻中央人才工作会议部署及省委、市委人才工作会议要求，坚持党管人才原则，大力实施人才引领发展战略，推动具有全球影响力高水平人才强区建设，全方位培育、引进、用好海内外高层次人才，深化人才发展体制机制改革，全方位全链条构建国际一流人才生态圈，为番禺经济社会高质量发展提供人才支撑。',8,NULL,NULL,NULL,11,'第11行');
INSERT INTO "projects" VALUES(2,1,2,'享受国务院特殊津贴人员医疗补贴','享受国务院特殊津贴人员医疗补贴',NULL,NULL,NULL,3600000,3600000,NULL,NULL,NULL,NULL,'对我区享受国务院政府特殊津贴人员实行医疗补助,关心和重视人才,进一步营造尊重劳动、尊重知识、尊重人才、尊重创造的社会环境。',7,NULL,NULL,NULL,12,'第12行');
INSERT INTO "projects" VALUES(3,1,3,'事业单位人员招聘工作经费','事业单位人员招聘工作经费',NULL,NULL,NULL,30000000,30000000,NULL,NULL,NULL,NULL,'规范事业单位公开招聘人员工作,实现阳光招聘,为全区公共服务提供充足人力资源保障,完成事业单位人员招聘工作。',7,NULL,NULL,NULL,13,'第13行');
INSERT INTO "projects" VALUES(4,1,4,'欠薪应急周转金','欠薪应急周转金',NULL,NULL,NULL,300000000,300000000,NULL,NULL,NULL,NULL,'确保减少或者不存在“用于垫付用人单位发生严重经营困难，用人单位法定代表人或经营者欠薪逃匿及用人单位进入破产或解散清算程序，现有资产不足支付劳动者工资造成劳动者临时生活困难引发或可能引发劳动保障群体性突发事件”的情况，加强执法力度，切实维护社会各谐稳定，使欠薪应急周转金维护社会稳定效率率为100%。',6,NULL,NULL,NULL,16,'第16行');
INSERT INTO "projects" VALUES(5,1,5,'机关事业单位工作人员招考经费','机关事业单位工作人员招考经费',NULL,NULL,NULL,120000000,120000000,NULL,NULL,NULL,NULL,'为规范我区机构运行工作人员招聘管理工作,统一区内各用人单位招聘工作人员工作流程、提高招聘效率,降低招聘成本,及时高效满足区内用人单位招聘工作人员需求,解决工作人员流失频繁而传统招聘时间长、招聘成本高等问题,使我区工作人员招聘工作制度化和规范化,为我区机关事业单位服务工作提供充分有力的保障。',6,NULL,NULL,NULL,17,'第17行');
INSERT INTO "projects" VALUES(6,1,6,'乡村振兴劳务协作补贴及工作经费','乡村振兴劳务协作补贴及工作经费',NULL,NULL,NULL,9000000,9000000,NULL,NULL,NULL,NULL,'根据党中央、国务院关于巩固拓展脱贫攻坚成果同乡村振兴有效衔接的战略部署,对摆脱贫困的县,从脱贫之日起设立5年过渡期,每年根据具体任务指标,开展劳务协作工作。',7,NULL,NULL,NULL,18,'第18行');
INSERT INTO "projects" VALUES(7,1,7,'广州追加提前下达劳动关系公共服务及薪酬调查经费财政补助#穗财社（2021）41号','广州追加提前下达劳动关系公共服务及薪酬调查经费财政补助#穗财社(2021)41号',NULL,NULL,NULL,2270000,2270000,NULL,NULL,NULL,NULL,'通过开展劳动关系公共服务和薪酬调查经费财政补助项目，利用专业化社会力量为小微企业劳动关系事务提供一定期限的一揽子服务和开展薪酬调查和人工成本监测，规范小微企业劳动用工行为，加强掌握了解企业工资和人工成本信息，提高企业管理和指导工作水平，构建小微企业、托管服务机构、运营方、政府方的四级框架，指导企业合理确定人工成本和劳动者工资，为政府推进供给侧改革提供决策参考。',5,NULL,NULL,NULL,21,'第21行');
INSERT INTO "projects" VALUES(8,1,8,'劳动监察综合执法工作经费','劳动监察综合执法工作经费',NULL,NULL,NULL,30800000,30800000,NULL,NULL,NULL,NULL,'维护劳动者合法权益为宗旨，以构建各谐劳动关系为目标，围绕普法宣传、日常巡查、专项检查、案件查处、维稳处突等方面的工作，发挥劳动保障监察作用，执法与服务相结合，维权与维稳相并重，不断提高执法和服务水平，切实维护了劳动关系的和谐稳定。',7,NULL,NULL,NULL,22,'第22行');
INSERT INTO "projects" VALUES(9,1,9,'机关事业单位租赁岗位合同工招考经费','机关事业单位租赁岗位合同工招考经费',NULL,NULL,NULL,20000000,20000000,NULL,NULL,NULL,NULL,'根据各单位需求，通过统一、规范、阳光的招聘过程完成全区机关事业单位租赁岗位合同工招聘工作，为全区公共服务提供充足人力资源保障',7,NULL,NULL,NULL,23,'第23行');
INSERT INTO "projects" VALUES(10,1,10,'就业补助资金监督检查工作经费','就业补助资金监督检查工作经费',NULL,NULL,NULL,30000000,30000000,NULL,NULL,NULL,NULL,'建立常态化监管制度，每年度按规定开展集中监管核查，采取委托第三方监管核查等方式，实现监管核查全覆盖。',7,NULL,NULL,NULL,26,'第26行');
INSERT INTO "projects" VALUES(11,1,11,'租赁岗位合同工经费','租赁岗位合同工经费',NULL,NULL,NULL,1217080000,1217080000,NULL,NULL,NULL,NULL,'保障租赁合同人员工资、公积金、社会保险缴费、绩效奖励、公用经费等经费，激励租赁人员的工作积极性，有力促进队伍的建设，保障各项工作的顺利开展。',6,NULL,NULL,NULL,27,'第27行');
INSERT INTO "projects" VALUES(12,1,12,'内部审计工作经费','内部审计工作经费',NULL,NULL,NULL,10000000,10000000,NULL,NULL,NULL,NULL,'对本单位及所属单位贯彻落实国家及本地区重大政策措施情况进行协助审计；对发展规划、重大决策以及年度业务计划执行情况进行协助审计；对财政财务收支、固定资产投资项目和采购项目、经济管理和效益情况、内部控制及风险管理情况、内部管理的领导人员履行经济责任情况、督促落实国家审计和内部审计发现问题的整改工作进行协助审计。',7,NULL,NULL,NULL,28,'第28行');
INSERT INTO "projects" VALUES(13,1,13,'工伤认定工作经费','工伤认定工作经费',NULL,NULL,NULL,51730000,51730000,NULL,NULL,NULL,NULL,'1. 采取邮寄方式送达工伤认定等文书，减少当事人跑动，提高工作效率更加便民，同时利于疫情防控；2. 购买信笺纸、档案袋，印制《申请表》等办公用品，保障工伤业务正常开展，依法高效完成工伤认定工作；3. 委托第三方完成2019年7月至2022年12月的档案数字化整理，推进实现工伤档案数字化管理，提高档案数据利用效率。',7,NULL,NULL,NULL,31,'第31行');
INSERT INTO "projects" VALUES(14,1,14,'劳动关系工作经费','劳动关系工作经费',NULL,NULL,NULL,5500000,5500000,NULL,NULL,NULL,NULL,'围绕区委区政府中心工作和市人社局的工作部署，进一步推进人社各项业务工作，持续深入实施就业保障政策，推动社会保障全覆盖，促进依法行政，提高信访工作效率，推行“零到场”“不见面”行政审批服务，让办事群众少跑腿，不断提升人社业务服务质量和水平，保障群众的合法权益，促进构建和谐劳动关系，维护社会稳定。',7,NULL,NULL,NULL,32,'第32行');
INSERT INTO "projects" VALUES(15,1,15,'综合档案整理工作经费','综合档案整理工作经费',NULL,NULL,NULL,15000000,15000000,NULL,NULL,NULL,NULL,'对全区档案资料应收尽收、承担档案利用服务和政府信息公开信息接收、整理、保管、查阅、协调16个镇档案业务工作。',9,NULL,NULL,NULL,33,'第33行');
INSERT INTO "projects" VALUES(16,1,16,'职业能力建设工作经费','职业能力建设工作经费',NULL,NULL,NULL,9500000,9500000,NULL,NULL,NULL,NULL,'结合疫情常态化防控工作要求，通过组织“四不两直”“飞行检查”、明察暗访和实地督导等方式对职业培训机构进行督导，并对安全生产开展检查。 结合2023年对培训机构创业培训人数的摸查情况，预计需印制2500本《创业培训合格证书》。',7,NULL,NULL,NULL,36,'第36行');
INSERT INTO "projects" VALUES(17,1,17,'法律顾问服务费','法律顾问服务费',NULL,NULL,NULL,10000000,10000000,NULL,NULL,NULL,NULL,'通过提供常年法律指导,提供重大政策、决策法律意见,代理承担部分行政复议及诉讼案件,提供法律咨询服务,出具律师意见书、律师函,协助审核修订合同等法律文书,对重大行政行为提供合法性审查意见或进行法律论证,协助处理行政处罚、劳动人事争议仲裁、信访投诉案件。',7,NULL,NULL,NULL,37,'第37行');
INSERT INTO "projects" VALUES(18,1,18,'业务用房经费','业务用房经费',NULL,NULL,NULL,276100000,276100000,NULL,NULL,NULL,NULL,'通过提升平康办公大院物业管理的整体效能,提高安全管理水平,改善业务工作环境,保证公共服务区域正常运行,为外来办事群众和本单位工作人员提供安全、干净、舒适的办公环境。',7,NULL,NULL,NULL,38,'第38行');
INSERT INTO "projects" VALUES(19,1,19,'机房硬件设备及网络维护服务经费','机房硬件设备及网络维护服务经费',NULL,NULL,NULL,10000000,10000000,NULL,NULL,NULL,NULL,'通过对机房网络硬件设备进行维护，达到遇整体网络问题时能及时跟进处理；每月对机房硬件设备及网络进行全面检测，排查隐患，定期报告相关情况；设置应急设备替换预案，确保机房硬件及网络运作正常，为本区劳动保障参保人群提供了可靠优质服务的目标。',6,NULL,NULL,NULL,41,'第41行');
INSERT INTO "projects" VALUES(20,1,20,'车辆购置经费','车辆购置经费',NULL,NULL,NULL,20000000,20000000,NULL,NULL,NULL,NULL,'通过配备充足数量的公务用车，满足日常机要送达及文件交换工作需求，提高行车安全和办案出行效率。',5,NULL,NULL,NULL,42,'第42行');
INSERT INTO "projects" VALUES(21,1,21,'事业单位人事综合管理工作经费','事业单位人事综合管理工作经费',NULL,NULL,NULL,15000000,15000000,NULL,NULL,NULL,NULL,'规范事业单位人事管理，推动干部人事档案工作科学化、制度化、规范化。开展事业单位工作人员培训，提升事业单位工作人员综合能力素质。',9,NULL,NULL,NULL,43,'第43行');
INSERT INTO "projects" VALUES(22,1,22,'广州追加提前下达劳动关系公共服务及薪酬调查经费财政补助#穗财社[2022]34号','广州追加提前下达劳动关系公共服务及薪酬调查经费财政补助#穗财社[2022]34号',NULL,NULL,NULL,14630000,14630000,NULL,NULL,NULL,NULL,'通过开展劳动关系公共服务和薪酬调查经费财政补助项目，利用专业化社会力量为小微企业劳动关系事务提供一定期限的一揽子服务和开展薪酬调查和人工成本监测，规范小微企业劳动用工行为，加强掌握了解企业工资和人工成本信息，提高企业管理和指导工作水平，构建小微企业、托管服务机构、运营方、政府方的四级框架，指导企业合理确定人工成本和劳动者工资，为政府推进供给侧改革提供决策参考。',5,NULL,NULL,NULL,46,'第46行');
CREATE TABLE quantities (  -- 指标值中的数值；一个值可以没有，也可以有几个
  id INTEGER PRIMARY KEY,  -- 编号
  indicator_id INTEGER NOT NULL REFERENCES indicators (id) ON DELETE CASCADE,  -- 所属指标
  target TEXT NOT NULL CHECK (target IN ('cycle', 'annual', 'actual')),  -- 出自哪一列
  ordinal INTEGER NOT NULL,  -- 在值中的次序，从 1 起
  number REAL NOT NULL,  -- 数值，用于比较
  number_text TEXT NOT NULL,  -- 数值，精确的十进制
  unit TEXT,  -- 计量单位；空：没有写
  bound TEXT NOT NULL CHECK (bound IN ('exact', 'above', 'at_least', 'about', 'at_most', 'below')),  -- 界：等于、超过、不低于、约、不超过、低于
  edge INTEGER NOT NULL CHECK (edge IN (-1, 0, 1)),  -- 刚好大于（1）或刚好小于（-1）该数
  UNIQUE (indicator_id, target, ordinal)
);
INSERT INTO "quantities" VALUES(1,1,'cycle',1,90.0,'90','%','above',1);
INSERT INTO "quantities" VALUES(2,1,'annual',1,90.0,'90','%','above',1);
INSERT INTO "quantities" VALUES(3,2,'cycle',1,1000.0,'1000','人次','exact',0);
INSERT INTO "quantities" VALUES(4,2,'annual',1,1000.0,'1000','人次','exact',0);
INSERT INTO "quantities" VALUES(5,3,'cycle',1,315.0,'315','人次','exact',0);
INSERT INTO "quantities" VALUES(6,3,'annual',1,315.0,'315','人次','exact',0);
INSERT INTO "quantities" VALUES(7,4,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(8,4,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(9,5,'cycle',1,5000.0,'5000','人','above',1);
INSERT INTO "quantities" VALUES(10,5,'annual',1,5000.0,'5000','人','above',1);
INSERT INTO "quantities" VALUES(11,8,'cycle',1,90.0,'90','%','above',1);
INSERT INTO "quantities" VALUES(12,8,'annual',1,90.0,'90','%','above',1);
INSERT INTO "quantities" VALUES(13,9,'cycle',1,98.0,'98','%','above',1);
INSERT INTO "quantities" VALUES(14,9,'annual',1,98.0,'98','%','above',1);
INSERT INTO "quantities" VALUES(15,10,'cycle',1,98.0,'98','%','above',1);
INSERT INTO "quantities" VALUES(16,10,'annual',1,98.0,'98','%','above',1);
INSERT INTO "quantities" VALUES(17,11,'cycle',1,90.0,'90','%','above',1);
INSERT INTO "quantities" VALUES(18,11,'annual',1,90.0,'90','%','above',1);
INSERT INTO "quantities" VALUES(19,15,'cycle',1,90.0,'90','%','above',1);
INSERT INTO "quantities" VALUES(20,15,'annual',1,90.0,'90','%','above',1);
INSERT INTO "quantities" VALUES(21,16,'cycle',1,2.0,'2','场','exact',0);
INSERT INTO "quantities" VALUES(22,16,'cycle',2,50.0,'50','人','exact',0);
INSERT INTO "quantities" VALUES(23,16,'annual',1,2.0,'2','场','exact',0);
INSERT INTO "quantities" VALUES(24,16,'annual',2,50.0,'50','人','exact',0);
INSERT INTO "quantities" VALUES(25,22,'cycle',1,95.0,'95','%','at_least',0);
INSERT INTO "quantities" VALUES(26,22,'annual',1,95.0,'95','%','at_least',0);
INSERT INTO "quantities" VALUES(27,23,'cycle',1,95.0,'95','%','exact',0);
INSERT INTO "quantities" VALUES(28,23,'annual',1,95.0,'95','%','exact',0);
INSERT INTO "quantities" VALUES(29,24,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(30,24,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(31,28,'cycle',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(32,28,'annual',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(33,29,'cycle',1,2000.0,'2000','人','about',0);
INSERT INTO "quantities" VALUES(34,29,'annual',1,2000.0,'2000','人','about',0);
INSERT INTO "quantities" VALUES(35,34,'cycle',1,95.0,'95','%','at_least',0);
INSERT INTO "quantities" VALUES(36,34,'annual',1,95.0,'95','%','at_least',0);
INSERT INTO "quantities" VALUES(37,35,'cycle',1,1400.0,'1400','人','at_least',0);
INSERT INTO "quantities" VALUES(38,35,'cycle',2,150.0,'150','人','at_least',0);
INSERT INTO "quantities" VALUES(39,35,'annual',1,1400.0,'1400','人','at_least',0);
INSERT INTO "quantities" VALUES(40,35,'annual',2,150.0,'150','人','at_least',0);
INSERT INTO "quantities" VALUES(41,41,'cycle',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(42,41,'annual',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(43,42,'annual',1,234.0,'234','人','exact',0);
INSERT INTO "quantities" VALUES(44,43,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(45,44,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(46,47,'cycle',1,96.0,'96','%','above',1);
INSERT INTO "quantities" VALUES(47,47,'annual',1,96.0,'96','%','above',1);
INSERT INTO "quantities" VALUES(48,49,'cycle',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(49,49,'annual',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(50,50,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(51,50,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(52,51,'cycle',1,96.0,'96','%','above',1);
INSERT INTO "quantities" VALUES(53,51,'annual',1,96.0,'96','%','above',1);
INSERT INTO "quantities" VALUES(54,52,'cycle',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(55,52,'annual',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(56,53,'cycle',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(57,53,'annual',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(58,54,'cycle',1,1.0,'1','场','exact',0);
INSERT INTO "quantities" VALUES(59,54,'annual',1,1.0,'1','场','exact',0);
INSERT INTO "quantities" VALUES(60,57,'cycle',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(61,57,'annual',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(62,59,'cycle',1,90.0,'90','%','at_least',0);
INSERT INTO "quantities" VALUES(63,59,'annual',1,90.0,'90','%','at_least',0);
INSERT INTO "quantities" VALUES(64,61,'cycle',1,1000.0,'1000','宗','exact',0);
INSERT INTO "quantities" VALUES(65,61,'cycle',2,500.0,'500','家','exact',0);
INSERT INTO "quantities" VALUES(66,61,'annual',1,1000.0,'1000','宗','exact',0);
INSERT INTO "quantities" VALUES(67,61,'annual',2,500.0,'500','家','exact',0);
INSERT INTO "quantities" VALUES(68,62,'cycle',1,5.0,'5','%','at_least',0);
INSERT INTO "quantities" VALUES(69,62,'annual',1,5.0,'5','%','at_least',0);
INSERT INTO "quantities" VALUES(70,63,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(71,63,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(72,64,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(73,64,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(74,65,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(75,65,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(76,66,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(77,66,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(78,67,'cycle',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(79,67,'annual',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(80,68,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(81,68,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(82,69,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(83,69,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(84,70,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(85,70,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(86,73,'cycle',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(87,73,'annual',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(88,74,'cycle',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(89,74,'annual',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(90,76,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(91,76,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(92,77,'cycle',1,1.0,'1','次','exact',0);
INSERT INTO "quantities" VALUES(93,77,'annual',1,1.0,'1','次','exact',0);
INSERT INTO "quantities" VALUES(94,78,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(95,78,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(96,79,'cycle',1,5.0,'5','%','exact',0);
INSERT INTO "quantities" VALUES(97,79,'annual',1,5.0,'5','%','exact',0);
INSERT INTO "quantities" VALUES(98,80,'cycle',1,2.0,'2','个','exact',0);
INSERT INTO "quantities" VALUES(99,80,'cycle',2,4.0,'4','个','exact',0);
INSERT INTO "quantities" VALUES(100,80,'annual',1,2.0,'2','个','exact',0);
INSERT INTO "quantities" VALUES(101,80,'annual',2,4.0,'4','个','exact',0);
INSERT INTO "quantities" VALUES(102,81,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(103,81,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(104,82,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(105,82,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(106,83,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(107,83,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(108,84,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(109,84,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(110,85,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(111,85,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(112,86,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(113,86,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(114,87,'cycle',1,90.0,'90','%','above',1);
INSERT INTO "quantities" VALUES(115,87,'annual',1,90.0,'90','%','above',1);
INSERT INTO "quantities" VALUES(116,88,'cycle',1,30.0,'30','单','exact',0);
INSERT INTO "quantities" VALUES(117,88,'cycle',2,700.0,'700','单','exact',0);
INSERT INTO "quantities" VALUES(118,88,'cycle',3,200.0,'200','单','exact',0);
INSERT INTO "quantities" VALUES(119,88,'cycle',4,500.0,'500','单','exact',0);
INSERT INTO "quantities" VALUES(120,88,'annual',1,30.0,'30','单','exact',0);
INSERT INTO "quantities" VALUES(121,88,'annual',2,700.0,'700','单','exact',0);
INSERT INTO "quantities" VALUES(122,88,'annual',3,200.0,'200','单','exact',0);
INSERT INTO "quantities" VALUES(123,88,'annual',4,500.0,'500','单','exact',0);
INSERT INTO "quantities" VALUES(124,89,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(125,89,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(126,90,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(127,90,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(128,94,'cycle',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(129,94,'annual',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(130,96,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(131,96,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(132,97,'cycle',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(133,97,'annual',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(134,98,'cycle',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(135,98,'annual',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(136,99,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(137,99,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(138,100,'cycle',1,200.0,'200','卷','exact',0);
INSERT INTO "quantities" VALUES(139,100,'annual',1,200.0,'200','卷','exact',0);
INSERT INTO "quantities" VALUES(140,101,'cycle',1,1500.0,'1500','卷','exact',0);
INSERT INTO "quantities" VALUES(141,101,'annual',1,1500.0,'1500','卷','exact',0);
INSERT INTO "quantities" VALUES(142,102,'cycle',1,900.0,'900','卷','exact',0);
INSERT INTO "quantities" VALUES(143,102,'annual',1,900.0,'900','卷','exact',0);
INSERT INTO "quantities" VALUES(144,103,'cycle',1,6100.0,'6100','卷','exact',0);
INSERT INTO "quantities" VALUES(145,103,'annual',1,6100.0,'6100','卷','exact',0);
INSERT INTO "quantities" VALUES(146,104,'cycle',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(147,104,'annual',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(148,105,'cycle',1,60.0,'60','次','at_least',0);
INSERT INTO "quantities" VALUES(149,105,'annual',1,60.0,'60','次','at_least',0);
INSERT INTO "quantities" VALUES(150,106,'cycle',1,40.0,'40','次','at_least',0);
INSERT INTO "quantities" VALUES(151,106,'annual',1,40.0,'40','次','at_least',0);
INSERT INTO "quantities" VALUES(152,111,'cycle',1,30.0,'30','单','exact',0);
INSERT INTO "quantities" VALUES(153,111,'cycle',2,50.0,'50','单','about',0);
INSERT INTO "quantities" VALUES(154,111,'cycle',3,100.0,'100','单','about',0);
INSERT INTO "quantities" VALUES(155,111,'annual',1,30.0,'30','单','exact',0);
INSERT INTO "quantities" VALUES(156,111,'annual',2,50.0,'50','单','about',0);
INSERT INTO "quantities" VALUES(157,111,'annual',3,100.0,'100','单','about',0);
INSERT INTO "quantities" VALUES(158,112,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(159,112,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(160,113,'cycle',1,99.0,'99','%','above',1);
INSERT INTO "quantities" VALUES(161,113,'annual',1,99.0,'99','%','above',1);
INSERT INTO "quantities" VALUES(162,115,'cycle',1,0.0,'0','%','at_most',0);
INSERT INTO "quantities" VALUES(163,115,'annual',1,0.0,'0','%','at_most',0);
INSERT INTO "quantities" VALUES(164,117,'cycle',1,90.0,'90','%','above',1);
INSERT INTO "quantities" VALUES(165,117,'annual',1,90.0,'90','%','above',1);
INSERT INTO "quantities" VALUES(166,118,'cycle',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(167,118,'annual',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(168,121,'cycle',1,0.0,'0',NULL,'exact',0);
INSERT INTO "quantities" VALUES(169,121,'annual',1,0.0,'0',NULL,'exact',0);
INSERT INTO "quantities" VALUES(170,122,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(171,122,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(172,123,'cycle',1,95.0,'95','%','at_least',0);
INSERT INTO "quantities" VALUES(173,123,'annual',1,95.0,'95','%','at_least',0);
INSERT INTO "quantities" VALUES(174,124,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(175,124,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(176,125,'cycle',1,1.0,'1','次','exact',0);
INSERT INTO "quantities" VALUES(177,125,'annual',1,1.0,'1','次','exact',0);
INSERT INTO "quantities" VALUES(178,127,'cycle',1,8.0,'8','小时','at_most',0);
INSERT INTO "quantities" VALUES(179,127,'cycle',2,8.0,'8','小时','above',1);
INSERT INTO "quantities" VALUES(180,127,'annual',1,8.0,'8','小时','at_most',0);
INSERT INTO "quantities" VALUES(181,127,'annual',2,8.0,'8','小时','above',1);
INSERT INTO "quantities" VALUES(182,130,'cycle',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(183,130,'annual',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(184,131,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(185,131,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(186,133,'cycle',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(187,133,'annual',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(188,135,'cycle',1,1.0,'1','辆','exact',0);
INSERT INTO "quantities" VALUES(189,135,'annual',1,1.0,'1','辆','exact',0);
INSERT INTO "quantities" VALUES(190,136,'cycle',1,1.0,'1','期','exact',0);
INSERT INTO "quantities" VALUES(191,136,'cycle',2,100.0,'100','人','about',0);
INSERT INTO "quantities" VALUES(192,136,'annual',1,1.0,'1','期','exact',0);
INSERT INTO "quantities" VALUES(193,136,'annual',2,100.0,'100','人','about',0);
INSERT INTO "quantities" VALUES(194,137,'cycle',1,95.0,'95','%','at_least',0);
INSERT INTO "quantities" VALUES(195,137,'annual',1,95.0,'95','%','at_least',0);
INSERT INTO "quantities" VALUES(196,141,'cycle',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(197,141,'annual',1,95.0,'95','%','above',1);
INSERT INTO "quantities" VALUES(198,142,'cycle',1,1000.0,'1000','份','at_least',0);
INSERT INTO "quantities" VALUES(199,142,'annual',1,1000.0,'1000','份','at_least',0);
INSERT INTO "quantities" VALUES(200,147,'cycle',1,234.0,'234','人','exact',0);
INSERT INTO "quantities" VALUES(201,147,'annual',1,234.0,'234','人','exact',0);
INSERT INTO "quantities" VALUES(202,148,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(203,148,'annual',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(204,149,'cycle',1,100.0,'100','%','exact',0);
INSERT INTO "quantities" VALUES(205,149,'annual',1,100.0,'100','%','exact',0);
CREATE UNIQUE INDEX documents_by_department_key_IFNULL_year_1_kind ON documents (department_key, IFNULL(year, -1), kind);
CREATE INDEX documents_by_digest ON documents (digest);
CREATE INDEX documents_by_current_kind_year ON documents (current, kind, year);
CREATE INDEX projects_by_name ON projects (name);
CREATE INDEX projects_by_name_key ON projects (name_key);
CREATE INDEX projects_by_document_id_total_fen ON projects (document_id, total_fen);
CREATE INDEX projects_by_total_fen ON projects (total_fen);
CREATE INDEX indicators_by_kind2_project_id ON indicators (kind2, project_id);
CREATE INDEX indicators_by_kind1_project_id ON indicators (kind1, project_id);
CREATE INDEX indicators_by_name_key ON indicators (name_key);
CREATE INDEX quantities_by_target_unit_number_indicator_id ON quantities (target, unit, number, indicator_id);
CREATE INDEX issues_by_document_id_rule ON issues (document_id, rule);
CREATE INDEX issues_by_project_id ON issues (project_id);
CREATE INDEX issues_by_indicator_id ON issues (indicator_id);
CREATE VIEW "项目" AS SELECT
  p.id AS "项目编号",
  d.id AS "文件编号",
  d.department AS "部门",
  d.year AS "年度",
  d.kind AS "类型",
  d.current AS "当前",
  p.ordinal AS "序号",
  p.name AS "项目",
  p.total_fen / 1000000.0 AS "总计",
  p.total_fen AS "总计_分",
  p.appropriation_fen / 1000000.0 AS "财政拨款",
  p.appropriation_fen AS "财政拨款_分",
  p.special_account_fen / 1000000.0 AS "财政专户拨款",
  p.special_account_fen AS "财政专户拨款_分",
  p.other_funds_fen / 1000000.0 AS "其他资金",
  p.other_funds_fen AS "其他资金_分",
  p.government_fund_fen / 1000000.0 AS "政府性基金",
  p.government_fund_fen AS "政府性基金_分",
  p.state_capital_fen / 1000000.0 AS "国有资本经营",
  p.state_capital_fen AS "国有资本经营_分",
  p.goal AS "绩效目标",
  p.indicator_count AS "指标数",
  p.code AS "项目编码",
  p.spending_unit AS "资金使用单位",
  p.implementing_unit AS "实施单位",
  d.file || ' ' || p.place AS "来源"
FROM projects p JOIN documents d ON d.id = p.document_id;
CREATE VIEW "指标" AS SELECT
  i.id AS "指标编号",
  p.id AS "项目编号",
  d.id AS "文件编号",
  d.department AS "部门",
  d.year AS "年度",
  d.kind AS "类型",
  d.current AS "当前",
  p.name AS "项目",
  p.total_fen AS "总计_分",
  p.appropriation_fen AS "财政拨款_分",
  p.special_account_fen AS "财政专户拨款_分",
  p.other_funds_fen AS "其他资金_分",
  p.government_fund_fen AS "政府性基金_分",
  p.state_capital_fen AS "国有资本经营_分",
  i.ordinal AS "序号",
  i.level1 AS "一级指标",
  i.level2 AS "二级指标",
  CASE i.kind1 WHEN 'output' THEN '产出指标' WHEN 'benefit' THEN '效益指标' WHEN 'satisfaction' THEN '满意度指标' WHEN 'cost_group' THEN '成本指标' END AS "一级类",
  CASE i.kind2 WHEN 'number' THEN '数量指标' WHEN 'quality' THEN '质量指标' WHEN 'timeliness' THEN '时效指标' WHEN 'cost' THEN '成本指标' WHEN 'economic' THEN '经济效益' WHEN 'social' THEN '社会效益' WHEN 'ecological' THEN '生态效益' WHEN 'lasting' THEN '可持续影响' WHEN 'served' THEN '服务对象满意度' WHEN 'economic_cost' THEN '经济成本' WHEN 'social_cost' THEN '社会成本' WHEN 'ecological_cost' THEN '生态环境成本' END AS "二级类",
  i.name AS "指标",
  i.cycle_target AS "实施周期指标值",
  i.annual_target AS "年度指标值",
  i.actual AS "实际完成值",
  i.score AS "得分",
  i.misfiled AS "归类不符",
  d.file || ' ' || i.place AS "来源"
FROM indicators i JOIN projects p ON p.id = i.project_id JOIN documents d ON d.id = p.document_id;
CREATE VIEW "指标数值" AS SELECT
  q.indicator_id AS "指标编号",
  i.project_id AS "项目编号",
  CASE q.target WHEN 'cycle' THEN '实施周期' WHEN 'annual' THEN '年度' ELSE '实际' END AS "列",
  q.number AS "数值",
  q.unit AS "单位",
  CASE q.bound WHEN 'exact' THEN '等于' WHEN 'above' THEN '超过' WHEN 'at_least' THEN '不低于' WHEN 'about' THEN '约' WHEN 'at_most' THEN '不超过' ELSE '低于' END AS "界",
  q.edge AS "偏"
FROM quantities q JOIN indicators i ON i.id = q.indicator_id;
CREATE VIEW "文件" AS SELECT
  d.id AS "文件编号",
  d.department AS "部门",
  d.year AS "年度",
  d.kind AS "类型",
  d.unit AS "单位",
  d.title AS "标题",
  d.file AS "文件名",
  d.printed_total_fen / 1000000.0 AS "印刷合计",
  d.printed_total_fen AS "印刷合计_分",
  (SELECT COUNT(*) FROM projects p WHERE p.document_id = d.id) AS "项目数",
  (SELECT IFNULL(SUM(p.indicator_count), 0) FROM projects p WHERE p.document_id = d.id) AS "指标数",
  (SELECT SUM(p.total_fen) FROM projects p WHERE p.document_id = d.id) / 1000000.0 AS "合计",
  (SELECT SUM(p.total_fen) FROM projects p WHERE p.document_id = d.id) AS "合计_分",
  d.current AS "当前"
FROM documents d;
CREATE VIEW "核对问题" AS SELECT
  d.id AS "文件编号",
  d.department AS "部门",
  d.year AS "年度",
  p.name AS "项目",
  i.name AS "指标",
  s.title AS "规则",
  CASE s.severity WHEN 'warning' THEN '警告' ELSE '提示' END AS "严重程度",
  s.message AS "说明",
  rtrim(d.file || ' ' || s.place) AS "来源",
  s.id AS "问题编号"
FROM issues s JOIN documents d ON d.id = s.document_id LEFT JOIN projects p ON p.id = s.project_id LEFT JOIN indicators i ON i.id = s.indicator_id;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('documents',1);
PRAGMA application_id = 1785297001;
PRAGMA user_version = 1;
